package io.nuzantara.privacy;

import org.springframework.stereotype.Component;

/**
 * Replaces personal items in free text by placeholders: e-mail addresses, telephone, passport, permit, identity, tax, account
 * and card numbers, addresses, dates of birth, telling links, and the names of the client table.
 */
@Component
public class Redactor {

    private final ClientTable clients;

    Redactor(ClientTable clients) {
        this.clients = clients;
    }

    /**
     * Begins the redaction of one conversation, with the client table as it is now.
     *
     * @throws org.springframework.dao.DataAccessException when the table cannot be read: then nothing may leave
     */
    public Redaction conversation() {
        return new Redaction(clients.items());
    }
}
