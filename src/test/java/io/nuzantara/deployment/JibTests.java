package io.nuzantara.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The two ways to an image say the same, but for the AOT cache that only one of them has. */
class JibTests {

    private static final String CONFIGURATION = "/project/profiles/profile[id='jib']//configuration";

    private final Document pom = pom();
    private final Dockerfile dockerfile = Dockerfile.parse(DeploymentFiles.text("Dockerfile"));

    @Test
    void theBaseIsTheSame() throws XPathExpressionException {
        assertThat(texts("/from/image")).containsExactly(dockerfile.argument("JRE_IMAGE"));
    }

    @Test
    void userPortsAndVolumesAreTheSame() throws XPathExpressionException {
        assertThat(texts("/container/user"))
                .containsExactly(dockerfile.last("USER").text());
        assertThat(texts("/container/ports/port"))
                .isEqualTo(dockerfile.last("EXPOSE").words());
        assertThat(texts("/container/volumes/volume"))
                .isEqualTo(dockerfile.last("VOLUME").exec());
        assertThat(texts("/container/args/arg"))
                .isEqualTo(dockerfile.last("CMD").exec());
        assertThat(texts("/container/environment/SERVER_ADDRESS"))
                .containsExactly(dockerfile.last("ENV").assignments().get("SERVER_ADDRESS"));
    }

    @Test
    void theJvmIsTheSameButForTheCache() throws XPathExpressionException {
        var flags = DeploymentFiles.text("deploy/image/jvm.args")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.contains("AOTCache"))
                .toList();

        assertThat(texts("/container/jvmFlags/jvmFlag")).isEqualTo(flags);
    }

    /** Nothing of such an image belongs to its user: the directory is open, and the private one is made below it. */
    @Test
    void theServiceCanMakeItsDirectory() throws XPathExpressionException {
        assertThat(texts("/extraDirectories/permissions/permission/mode")).containsExactly("777");
        assertThat(texts("/container/environment/NUZANTARA_DATA_DIR")).containsExactly("/data/nuzantara");
        assertThat(texts("/extraDirectories/paths/path/from"))
                .allSatisfy(folder ->
                        assertThat(DeploymentFiles.path(folder).resolve("data")).isDirectory());
    }

    private List<String> texts(String path) throws XPathExpressionException {
        var nodes = (NodeList)
                XPathFactory.newInstance().newXPath().evaluate(CONFIGURATION + path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }

    private static Document pom() {
        try (var text = Files.newInputStream(DeploymentFiles.path("pom.xml"))) {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(text);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
