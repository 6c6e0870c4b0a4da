package io.nuzantara.llm;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model that the settings name; without a key the local one, which never answers. */
@Configuration(proxyBeanMethods = false)
class LlmConfiguration {

    @Bean
    LanguageModel languageModel() {
        return new LocalModel();
    }
}
