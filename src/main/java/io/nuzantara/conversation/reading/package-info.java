/** Files of strangers as a stream of records: every damage is a record of its own, memory never grows with the file. */
@NullMarked
package io.nuzantara.conversation.reading;

import org.jspecify.annotations.NullMarked;
