package io.nuzantara.execution.events;

import java.util.List;
import java.util.Map;

/**
 * What one look at the database showed.
 *
 * @param events the next events of places that have any, in their order
 * @param standings running executions that are watched
 * @param unnumbered whether events wait for their number in the stream of all
 */
record Look(Map<Place, List<Happened>> events, List<Standing> standings, boolean unnumbered) {}
