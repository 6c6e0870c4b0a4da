/** The graph over HTTP: search, entities, evidence, insights. */
@NullMarked
package io.nuzantara.knowledge.web;

import org.jspecify.annotations.NullMarked;
