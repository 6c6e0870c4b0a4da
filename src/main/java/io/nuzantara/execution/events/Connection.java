package io.nuzantara.execution.events;

import java.io.IOException;

/** The way to one client. */
public interface Connection {

    /**
     * Sends text, in UTF-8, at once; may block as long as the client does not read.
     *
     * @throws IOException when the client has gone
     */
    void write(String text) throws IOException;

    /** Ends the answer; also after a failed write, and any number of times. */
    void close();
}
