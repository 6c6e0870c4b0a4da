package io.nuzantara.trainer;

import io.nuzantara.execution.UuidV7;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the trainer's parts together. */
@Configuration(proxyBeanMethods = false)
class TrainerConfiguration {

    @Bean
    MessageLanguage messageLanguage() {
        return MessageLanguage.guessed();
    }

    @Bean
    ExamineRatings examineRatings(
            RatedConversations conversations,
            Analyses analyses,
            MessageLanguage language,
            TrainerSettings settings,
            UuidV7 ids,
            Clock clock) {
        return new ExamineRatings(conversations, analyses, new LiveFeatures(language), settings, ids::next, clock);
    }

    @Bean
    DraftEdit draftEdit(
            Proposals proposals,
            TrainerSettings settings,
            MessageLanguage language,
            JsonMapper json,
            UuidV7 ids,
            Clock clock) {
        return new DraftEdit(proposals, settings, language, json, ids::next, clock);
    }

    @Bean
    StoreReport storeReport(Analyses analyses, Proposals proposals, JsonMapper json) {
        return new StoreReport(analyses, proposals, json);
    }
}
