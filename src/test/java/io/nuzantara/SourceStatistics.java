package io.nuzantara;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Sizes and shapes of source files, counted with the compiler's own parser. */
final class SourceStatistics extends TreePathScanner<@Nullable Void, CompilationUnitTree> {

    private final SourcePositions positions;
    private final Map<String, Integer> lines = new TreeMap<>();
    private final List<Integer> methods = new ArrayList<>();
    private int commentLines;
    private int codeLines;
    private int records;
    private int sealedTypes;
    private int patternSwitches;
    private int fields;
    private int finalFields;

    private SourceStatistics(SourcePositions positions) {
        this.positions = positions;
    }

    static SourceStatistics of(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            var compiler = ToolProvider.getSystemJavaCompiler();
            var manager = compiler.getStandardFileManager(null, null, null);
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            var statistics = new SourceStatistics(Trees.instance(task).getSourcePositions());
            for (var unit : task.parse()) {
                statistics.count(root, unit);
            }
            return statistics;
        }
    }

    private void count(Path root, CompilationUnitTree unit) throws IOException {
        var file = Path.of(unit.getSourceFile().toUri());
        var text = Files.readAllLines(file);
        lines.put(root.toAbsolutePath().relativize(file).toString(), text.size());
        text.stream().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            if (line.startsWith("//") || line.startsWith("/*") || line.startsWith("*")) {
                commentLines++;
            } else {
                codeLines++;
            }
        });
        scan(unit, unit);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
        var body = method.getBody();
        if (body != null && positions.getStartPosition(unit, method) >= 0) {
            var map = unit.getLineMap();
            methods.add((int) (map.getLineNumber(positions.getEndPosition(unit, body))
                    - map.getLineNumber(positions.getStartPosition(unit, body))
                    + 1));
        }
        return super.visitMethod(method, unit);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, CompilationUnitTree unit) {
        records += type.getKind() == Tree.Kind.RECORD ? 1 : 0;
        sealedTypes += type.getModifiers().getFlags().contains(Modifier.SEALED) ? 1 : 0;
        if (type.getKind() == Tree.Kind.CLASS) {
            for (var member : type.getMembers()) {
                if (member instanceof VariableTree field) {
                    fields++;
                    finalFields += field.getModifiers().getFlags().contains(Modifier.FINAL) ? 1 : 0;
                }
            }
        }
        return super.visitClass(type, unit);
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, CompilationUnitTree unit) {
        patternSwitches += isPattern(tree.getCases()) ? 1 : 0;
        return super.visitSwitch(tree, unit);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, CompilationUnitTree unit) {
        patternSwitches += isPattern(tree.getCases()) ? 1 : 0;
        return super.visitSwitchExpression(tree, unit);
    }

    private static boolean isPattern(List<? extends com.sun.source.tree.CaseTree> cases) {
        return cases.stream().flatMap(one -> one.getLabels().stream()).anyMatch(PatternCaseLabelTree.class::isInstance);
    }

    Set<String> filesOver(int most) {
        return lines.entrySet().stream()
                .filter(file -> file.getValue() > most)
                .map(file -> file.getKey() + " has " + file.getValue() + " lines")
                .collect(Collectors.toSet());
    }

    /** files | lines a file | lines a method | comments | records, sealed, pattern switches | final fields. */
    String row() {
        var files = List.copyOf(lines.values());
        var over30 = methods.stream().filter(length -> length > 30).count();
        return String.format(
                Locale.ROOT,
                "| Nuzantara | %d | %d, %d, %d | %d, %d, %d (%.1f %%) | %d | %d / %d / %d | %d %% |",
                files.size(),
                quantile(files, 0.5),
                quantile(files, 0.9),
                quantile(files, 1),
                quantile(methods, 0.5),
                quantile(methods, 0.9),
                quantile(methods, 1),
                100.0 * over30 / methods.size(),
                100 * commentLines / (commentLines + codeLines),
                records,
                sealedTypes,
                patternSwitches,
                100 * finalFields / fields);
    }

    private static int quantile(List<Integer> values, double share) {
        var sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
