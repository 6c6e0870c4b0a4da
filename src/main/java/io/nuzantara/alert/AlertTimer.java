package io.nuzantara.alert;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every minute on every node: notices that could not be delivered, or whose node died before it delivered them. */
@Component
class AlertTimer {

    private final AlertDelivery delivery;

    AlertTimer(AlertDelivery delivery) {
        this.delivery = delivery;
    }

    @Scheduled(fixedRateString = "PT1M", initialDelayString = "PT10S")
    void deliverDue() {
        delivery.deliverDue();
    }
}
