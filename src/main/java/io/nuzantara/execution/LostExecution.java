package io.nuzantara.execution;

import java.util.UUID;

/** This process does not own the execution any more: another one took it over. Nothing it does now may be kept. */
class LostExecution extends Error {
    LostExecution(UUID id) {
        super("execution " + id + " belongs to another process", null, false, false);
    }
}
