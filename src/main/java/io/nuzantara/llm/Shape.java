package io.nuzantara.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The shape of one value in an answer. Kinds and fields are sent to the model as a JSON schema; the limits are named to it in
 * words, because not every provider accepts them in a schema, and are all checked by us.
 */
public sealed interface Shape {

    /** A text of at most so many characters. */
    record Text(int longest) implements Shape {}

    /** One of these texts. */
    record Choice(List<String> options) implements Shape {
        public Choice {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("a choice needs options");
            }
        }
    }

    /** A whole number within these bounds, both included. */
    record Whole(long least, long most) implements Shape {}

    /** A number within these bounds, both included. */
    record Decimal(double least, double most) implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** The value or null. */
    record Maybe(Shape value) implements Shape {}

    /** At most so many values of one shape. */
    record Elements(int most, Shape of) implements Shape {}

    /** An object of exactly these fields, in this order. */
    record Fields(SequencedMap<String, Shape> fields) implements Shape {
        public Fields {
            fields = new LinkedHashMap<>(fields);
        }

        /** The same fields and one more. */
        public Fields with(String name, Shape shape) {
            var more = new LinkedHashMap<>(fields);
            if (more.put(name, shape) != null) {
                throw new IllegalArgumentException("two fields of one name: " + name);
            }
            return new Fields(more);
        }
    }

    /** A text of at most so many characters. */
    static Shape text(int longest) {
        return new Text(longest);
    }

    /** One of these texts. */
    static Shape choice(List<String> options) {
        return new Choice(options);
    }

    /** A whole number within these bounds, both included. */
    static Shape whole(long least, long most) {
        return new Whole(least, most);
    }

    /** A number within these bounds, both included. */
    static Shape decimal(double least, double most) {
        return new Decimal(least, most);
    }

    /** True or false. */
    static Shape flag() {
        return new Flag();
    }

    /** The value or null; the field itself must be there. */
    static Shape maybe(Shape value) {
        return new Maybe(value);
    }

    /** At most so many values of one shape. */
    static Shape list(int most, Shape of) {
        return new Elements(most, of);
    }

    /** An object without fields, to which {@link Fields#with} adds them. */
    static Fields fields() {
        return new Fields(new LinkedHashMap<>(Map.of()));
    }
}
