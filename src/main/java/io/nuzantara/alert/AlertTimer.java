package io.nuzantara.alert;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every few seconds on every node: notices that could not be delivered, or whose node died before it delivered them. */
@Component
class AlertTimer {

    private final AlertDelivery delivery;

    AlertTimer(AlertDelivery delivery) {
        this.delivery = delivery;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        delivery.reopen();
    }

    /** At a fixed rate, on a thread of its own: posts that take long must not hold other timers up. */
    @Scheduled(fixedRateString = "PT5S", initialDelayString = "PT10S")
    void deliverDue() {
        delivery.deliverDue();
    }
}
