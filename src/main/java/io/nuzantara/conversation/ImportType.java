package io.nuzantara.conversation;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One kind of rows that can be imported. A Spring bean of this type joins the import by itself. */
public interface ImportType {

    /** Plural and lower case, as in {@code --type} and in file names: {@code clients}. */
    String name();

    /** Where it stands in a batch: types of a lower number are stored first. */
    int order();

    /** Columns without which the type cannot be. */
    Set<String> requiredColumns();

    /** All columns with a meaning, the required ones too; others become attributes. */
    Set<String> knownColumns();

    /** Checks one row; pure. */
    CheckedRow check(long number, ObjectNode fields, ImportContext context);

    /** Stores rows of different ids inside the caller's transaction, as a handful of statements for all of them. */
    AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context);
}
