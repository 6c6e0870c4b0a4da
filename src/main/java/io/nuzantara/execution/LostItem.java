package io.nuzantara.execution;

import java.util.List;
import java.util.UUID;

/** An item was taken away from its lane; what was found out is not kept. */
class LostItem extends RuntimeException {
    LostItem(UUID execution, List<Long> numbers) {
        super("items %s of execution %s are not this lane's any more".formatted(numbers, execution));
    }
}
