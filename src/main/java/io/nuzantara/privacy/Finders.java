package io.nuzantara.privacy;

import java.util.List;

/** Everything that looks for personal items, in the order in which it may take characters. */
final class Finders {

    private Finders() {}

    /** All items of a text, from left to right. */
    static List<Finding> all(String original, ClientItems clients) {
        var plain = PlainText.of(original);
        var text = plain.text();
        var findings = new Findings();
        Links.findLinks(text, findings);
        clients.findWhole(text, findings);
        Links.findEmails(text, findings);
        Documents.findAccounts(text, findings);
        Documents.find(text, findings);
        SpokenDigits.find(text, findings);
        BirthDates.find(text, findings);
        NumberRuns.find(text, findings);
        Addresses.find(text, findings);
        NameParts.find(text, clients, findings);
        return findings.sorted().stream().map(plain::inOriginal).toList();
    }

    /** Items of the client table only, as they stand there. */
    static List<Finding> ofClients(String original, ClientItems clients) {
        var plain = PlainText.of(original);
        var findings = new Findings();
        clients.findWhole(plain.text(), findings);
        return findings.sorted();
    }
}
