package io.nuzantara.dashboard.web;

import java.util.List;

/**
 * Messages that were drafted and wait for a person; nothing has been sent.
 *
 * @param total how many there are in all
 * @param drafts the oldest of them
 */
record DraftsPage(String total, List<DraftRow> drafts) {

    /** One message: to whom, in which language, why, and its exact text. */
    record DraftRow(String client, String language, Moment created, List<Because> because, String text) {}

    /** One fact behind a draft. */
    record Because(String name, String value) {}
}
