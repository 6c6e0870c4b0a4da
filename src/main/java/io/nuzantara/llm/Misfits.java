package io.nuzantara.llm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where an answer leaves its schema. Each misfit is a place and a rule, never a value: the sentences go back to the model and
 * into the quarantine.
 */
final class Misfits {

    private static final int MOST = 10;

    private final List<String> found = new ArrayList<>();

    private Misfits() {}

    /** At most ten misfits; none when the answer fits. */
    static List<String> of(JsonNode answer, JsonSchema schema) {
        var misfits = new Misfits();
        misfits.check("the answer", answer, schema.root());
        return List.copyOf(misfits.found);
    }

    private void check(String place, JsonNode value, Shape shape) {
        if (found.size() >= MOST) {
            return;
        }
        switch (shape) {
            case Shape.Text(var longest) -> checkText(place, value, longest);
            case Shape.Choice(var options) ->
                require(value.isString() && options.contains(value.stringValue()), place, "is not one of the options");
            case Shape.Whole(var least, var most) -> checkWhole(place, value, least, most);
            case Shape.Decimal(var least, var most) -> checkDecimal(place, value, least, most);
            case Shape.Flag() -> require(value.isBoolean(), place, "is neither true nor false");
            case Shape.Maybe(var present) -> {
                if (!value.isNull()) {
                    check(place, value, present);
                }
            }
            case Shape.Elements(var most, var of) -> checkElements(place, value, most, of);
            case Shape.Fields fields -> checkFields(place, value, fields);
        }
    }

    private void checkText(String place, JsonNode value, int longest) {
        if (!value.isString()) {
            found.add(place + " is not a text");
            return;
        }
        require(value.stringValue().length() <= longest, place, "is longer than %d characters".formatted(longest));
    }

    private void checkWhole(String place, JsonNode value, long least, long most) {
        var within = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
        require(within, place, "is not a whole number from %d to %d".formatted(least, most));
    }

    private void checkDecimal(String place, JsonNode value, double least, double most) {
        var within = value.isNumber()
                && value.decimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
                && value.decimalValue().compareTo(BigDecimal.valueOf(most)) <= 0;
        require(within, place, "is not a number from %s to %s".formatted(least, most));
    }

    private void checkElements(String place, JsonNode value, int most, Shape of) {
        if (!value.isArray() || value.size() > most) {
            found.add(place + " is not a list of at most %d elements".formatted(most));
            return;
        }
        for (var i = 0; i < value.size(); i++) {
            check("%s[%d]".formatted(place, i), value.get(i), of);
        }
    }

    private void checkFields(String place, JsonNode value, Shape.Fields shape) {
        if (!value.isObject()) {
            found.add(place + " is not an object");
            return;
        }
        require(shape.fields().keySet().containsAll(value.propertyNames()), place, "has a field that is not asked for");
        shape.fields().forEach((name, field) -> {
            var part = value.get(name);
            if (part == null) {
                found.add("%s lacks the field %s".formatted(place, name));
            } else {
                check(place + "." + name, part, field);
            }
        });
    }

    private void require(boolean fits, String place, String rule) {
        if (!fits) {
            found.add(place + " " + rule);
        }
    }
}
