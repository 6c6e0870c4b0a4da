package io.nuzantara.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CatalogTests {

    private static Catalog catalog;
    private static JdbcClient owner;

    @BeforeAll
    static void createFixture() {
        var database = TestDatabase.create();
        catalog = new Catalog(database.jdbc());
        var source = new DriverManagerDataSource(database.owner().jdbcUrl());
        source.setUsername(database.owner().user());
        source.setPassword(database.owner().password());
        owner = JdbcClient.create(source);
        IndexFixture.create(owner);
    }

    @Test
    void exactlyTheTwelveDuplicatesAndFourPrefixesAreFoundAmongLookAlikes() {
        var indexes = in("fixture", catalog.indexes());
        var redundant = Redundancy.find(indexes);

        assertThat(redundant)
                .filteredOn(one -> one.kind() == Redundancy.Kind.DUPLICATE)
                .extracting(one -> one.index().indexName())
                .containsExactlyInAnyOrderElementsOf(IndexFixture.DUPLICATES);
        assertThat(redundant)
                .filteredOn(one -> one.kind() == Redundancy.Kind.PREFIX)
                .extracting(one -> one.index().indexName())
                .containsExactlyInAnyOrderElementsOf(IndexFixture.PREFIXES);
        assertThat(indexes)
                .filteredOn(index -> index.indexName().startsWith("stay_"))
                .hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void aKeeperNeverGoesItself() {
        var redundant = Redundancy.find(in("chain", catalog.indexes()));

        assertThat(redundant)
                .extracting(
                        one -> one.index().indexName() + " -> " + one.keeper().indexName())
                .containsExactlyInAnyOrder("second -> first", "narrow -> wide", "middle -> wide");
    }

    @Test
    void foreignKeysWithoutASupportingIndexAreFoundAndNoOthers() {
        var keys = catalog.foreignKeys().stream()
                .filter(key -> key.schemaName().equals("keys"))
                .toList();

        assertThat(IndexRules.withoutIndex(keys, catalog.indexes()))
                .extracting(ForeignKeyFacts::constraintName)
                .containsExactlyInAnyOrder("bare", "partial", "wrong_order", "gin_only", "hostile");
        assertThat(keys).hasSize(11);
    }

    @Test
    void theProposedStatementsAreValidWhateverTheNames() {
        var key = catalog.foreignKeys().stream()
                .filter(one -> one.constraintName().equals("hostile"))
                .findFirst()
                .orElseThrow();
        var proposal = Proposal.forForeignKey(key);
        owner.sql(proposal.definition()).update();

        assertThat(IndexRules.withoutIndex(List.of(key), catalog.indexes())).isEmpty();
        var created = catalog.indexes().stream()
                .filter(index -> index.indexName().startsWith("opt_"))
                .findFirst()
                .orElseThrow();
        assertThat(created.indexName())
                .matches("opt_[a-z0-9_]{1,50}_[0-9a-f]{8}")
                .hasSizeLessThanOrEqualTo(63);

        owner.sql(Sql.dropIndex(created.schemaName(), created.indexName())).update();
        assertThat(IndexRules.withoutIndex(List.of(key), catalog.indexes())).hasSize(1);
    }

    @Test
    void anInterruptedBuildIsFoundAndNeverServes() {
        var indexes = in("broken", catalog.indexes());

        assertThat(IndexRules.invalid(indexes).findings())
                .extracting(Finding::subject)
                .containsExactly("broken.half_built");
        assertThat(Redundancy.find(indexes)).isEmpty();
    }

    @Test
    void aSequenceNearItsEndIsFound() {
        var found = ServerRules.sequences(catalog.sequences()).findings();

        assertThat(found).extracting(Finding::subject).containsExactly("counters.nearly_full");
    }

    @Test
    void sessionsAndTransactionIdsCanBeRead() {
        var sessions = catalog.sessions();

        assertThat(sessions.limit()).isPositive();
        assertThat(catalog.transactionIdAge()).isPositive();
        assertThat(catalog.tables()).extracting(ServerFacts.Table::name).contains("nuzantara.crm_clients");
    }

    @Test
    void ourOwnSchemaHasAnIndexOnEveryForeignKey() {
        var keys = catalog.foreignKeys().stream()
                .filter(key -> key.schemaName().equals("nuzantara"))
                .toList();

        assertThat(keys).isNotEmpty();
        assertThat(IndexRules.withoutIndex(keys, catalog.indexes()))
                .extracting(key -> key.tableName() + " " + key.columns())
                .isEmpty();
    }

    @Test
    void ourOwnSchemaHasNoNeedlessIndex() {
        assertThat(Redundancy.find(in("nuzantara", catalog.indexes())))
                .extracting(one -> one.index().indexName() + " is covered by "
                        + one.keeper().indexName())
                .isEmpty();
    }

    private static List<IndexFacts> in(String schema, List<IndexFacts> indexes) {
        return indexes.stream()
                .filter(index -> index.schemaName().equals(schema))
                .toList();
    }
}
