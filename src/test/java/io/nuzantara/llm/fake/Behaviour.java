package io.nuzantara.llm.fake;

import java.io.IOException;

/** How a request is answered; ready ones are in {@link Behaviours}. */
@FunctionalInterface
public interface Behaviour {

    /** Writes whatever the client is to see. */
    void answer(Received request, Line line) throws IOException;
}
