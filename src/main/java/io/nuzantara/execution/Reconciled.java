package io.nuzantara.execution;

/** Something that may fall behind what people have set or what has happened, and is brought in line again now and then. */
public interface Reconciled {

    /** Brings it in line; any number of nodes may do so at the same time. */
    void reconcile();
}
