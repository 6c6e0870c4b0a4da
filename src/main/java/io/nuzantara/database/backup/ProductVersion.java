package io.nuzantara.database.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into the program. */
final class ProductVersion {

    private ProductVersion() {}

    static String ofThisProgram() {
        var build = new Properties();
        try (var file = ProductVersion.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (file != null) {
                build.load(file);
            }
            return build.getProperty("build.version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
