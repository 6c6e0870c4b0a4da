package io.nuzantara.llm;

import java.util.List;

/** Whether the configured language and embedding models can be used. */
public sealed interface ModelAccess {

    /** There is no model: rules decide. {@code chosen} tells whether the settings want it so, or no key is there. */
    record Local(boolean chosen) implements ModelAccess {}

    /** The provider takes the key, and each of its models has a price. */
    record Granted(String provider, List<String> models) implements ModelAccess {}

    /** The provider takes the key, but these models are never called, because nobody said what they cost. */
    record Unpriced(String provider, List<String> models) implements ModelAccess {}

    /** The provider answers and does not let us work: the key, its rights or its account. */
    record Refused(String provider, String sentence) implements ModelAccess {}

    /** The provider gives no usable answer. */
    record Unreachable(String provider, String sentence) implements ModelAccess {}

    /** The settings name what does not exist; the service would not start. */
    record Misconfigured(String sentence) implements ModelAccess {}
}
