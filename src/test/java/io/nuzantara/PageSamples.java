package io.nuzantara;

import java.util.List;
import java.util.Map;

/** Page records of one package, so that every template is tried filled and empty. */
public interface PageSamples {

    /** Records by the name of the template that shows them. */
    Map<String, List<Record>> byTemplate();
}
