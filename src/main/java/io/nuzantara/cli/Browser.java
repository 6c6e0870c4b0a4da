package io.nuzantara.cli;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;

/** The person's browser, where this machine has one. */
final class Browser {

    private Browser() {}

    static void open(String address, Output output) {
        if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            output.remark("No browser is known here: open the address above yourself.");
            return;
        }
        try {
            Desktop.getDesktop().browse(URI.create(address));
        } catch (IOException e) {
            output.remark("The browser did not open (%s): open the address above yourself.".formatted(e.getMessage()));
        }
    }
}
