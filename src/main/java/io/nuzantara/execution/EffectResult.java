package io.nuzantara.execution;

/** What became of an effect. */
public sealed interface EffectResult {

    /**
     * The change was made.
     *
     * @param externalId how the other side names it
     */
    record Done(String externalId) implements EffectResult {}

    /** The other side refused for good; nothing was changed. */
    record Refused(String code) implements EffectResult {}

    /** Nobody can say whether the change was made; it is shown to a person and never repeated by itself. */
    record Unknown() implements EffectResult {}
}
