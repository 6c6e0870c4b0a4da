package io.nuzantara;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nuzantara.database.RecordMapper;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.BeanPropertyRowMapper;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.annotation.HttpExchange;

class StyleTests {

    private static final int LONGEST_FILE = 300;
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.nuzantara");

    @ParameterizedTest
    @ValueSource(strings = {"Manager", "Helper", "Util", "Utils", "Processor", "Impl"})
    void noNameSaysNothing(String suffix) {
        noClasses().should().haveSimpleNameEndingWith(suffix).check(MAIN);
    }

    /** On the command line, "service" is the running program. */
    @Test
    void serviceIsNoWordForAClassThatDoesThings() {
        noClasses()
                .that(resideInAPackage("..cli..").negate())
                .should()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "util", "impl", "dto", "service", "model", "config"})
    void noPackageIsADrawer(String name) {
        noClasses().should().resideInAPackage("..%s..".formatted(name)).check(MAIN);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should(beAnnotatedWith(Autowired.class))
                .orShould(beAnnotatedWith(Value.class))
                .check(MAIN);
    }

    @Test
    void loggingIsSlf4jOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        noClasses()
                .that(resideInAPackage("..cli..").negate())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }

    /** The start of the embedded server waits for another process in real time. */
    @Test
    void theTimeComesFromAClock() {
        noClasses()
                .that(simpleNameStartingWith("EmbeddedServer").negate())
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("now() of java.time without a Clock") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        var target = call.getTarget();
                        return target.getName().equals("now")
                                && target.getOwner().getPackageName().equals("java.time")
                                && target.getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class));
                    }
                })
                .check(MAIN);
    }

    @Test
    void onlyTheDatabaseModuleStartsProcesses() {
        noClasses()
                .that(resideInAPackage("..database..").negate())
                .should()
                .dependOnClassesThat(simpleNameEndingWith("ProcessBuilder"))
                .check(MAIN);
    }

    /** A stream of rows that nobody closes keeps its connection: twenty of them, and the pool is empty for ever. */
    @Test
    void rowsAreReadAtOnce() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(MAIN);
    }

    /** Spring's own mappers take an exception for each component of two words, in each row: see RecordMapper. */
    @Test
    void rowsBecomeRecordsByOneMapper() {
        noClasses()
                .that(DescribedPredicate.not(belongToAnyOf(RecordMapper.class)))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(BeanPropertyRowMapper.class, DataClassRowMapper.class, SimplePropertyRowMapper.class)
                .check(MAIN);
    }

    @Test
    void noSqlAtTheEdges() {
        noClasses()
                .that(resideInAPackage("..web.."))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("JdbcClient", type -> type.isEquivalentTo(JdbcClient.class)))
                .check(MAIN);
    }

    @Test
    void everyAnswerOfTheApiNamesThePermissionItNeeds() {
        var handlers = DescribedPredicate.<JavaMethod>describe("answer requests", StyleTests::isHandler);

        assertThat(MAIN.stream().flatMap(type -> type.getMethods().stream()).filter(handlers))
                .hasSizeGreaterThan(5);
        methods().that(handlers).should().beAnnotatedWith(PreAuthorize.class).check(MAIN);
    }

    /** They would be ignored without a word: see MethodSecurity. */
    @Test
    void permissionsAreNamedByOneAnnotationAlone() {
        List.of(PostAuthorize.class, PreFilter.class, PostFilter.class, Secured.class, RolesAllowed.class)
                .forEach(ignored -> {
                    noMethods().should().beAnnotatedWith(ignored).check(MAIN);
                    noClasses().should().beAnnotatedWith(ignored).check(MAIN);
                });
    }

    private static boolean isHandler(JavaMethod method) {
        return method.getOwner().isMetaAnnotatedWith(RestController.class)
                && (isMapped(method)
                        || method.getOwner().getAllRawInterfaces().stream()
                                .flatMap(type -> type.getMethods().stream())
                                .anyMatch(declared -> isMapped(declared) && declares(declared, method)));
    }

    private static boolean isMapped(CanBeAnnotated method) {
        return method.isMetaAnnotatedWith(RequestMapping.class) || method.isMetaAnnotatedWith(HttpExchange.class);
    }

    private static boolean declares(JavaMethod declared, JavaMethod method) {
        return declared.getName().equals(method.getName())
                && declared.getRawParameterTypes().equals(method.getRawParameterTypes());
    }

    @Test
    void settingsAreRecords() {
        fields().that()
                .areDeclaredInClassesThat(simpleNameEndingWith("Settings")
                        .and(DescribedPredicate.describe(
                                "are configuration",
                                type -> type.isAnnotatedWith(
                                        org.springframework.boot.context.properties.ConfigurationProperties.class))))
                .should()
                .beFinal()
                .check(MAIN);
    }

    /** Prints our row of the table by which we compare code bases. */
    @Test
    void filesCanBeReadAtOnce() throws IOException {
        var statistics = SourceStatistics.of(Path.of("src/main/java"));

        System.out.println(statistics.row());

        assertThat(statistics.filesOver(LONGEST_FILE)).isEqualTo(Set.of());
    }
}
