package io.nuzantara.llm;

import io.nuzantara.llm.BudgetLevel.Level;
import io.nuzantara.llm.BudgetRows.Purse;
import io.nuzantara.llm.BudgetRows.Scope;
import io.nuzantara.llm.BudgetRows.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells once over all nodes when the day's money is nearly used, used up, and there again. */
@Component
class BudgetWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetWatch.class);

    private final BudgetRows rows;
    private final Caps caps;
    private final BigDecimal warning;
    private final CompanyDay days;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate own;

    BudgetWatch(
            BudgetRows rows,
            Caps caps,
            SpendingSettings settings,
            CompanyDay days,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.caps = caps;
        warning = settings.budget().warning();
        this.days = days;
        this.events = events;
        own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /** Every minute, and when a call is refused: a look after each call would be one more question to the database for each. */
    @Scheduled(fixedRateString = "PT1M", initialDelayString = "PT15S")
    void look() {
        try {
            own.executeWithoutResult(status -> tell(days.today()));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The day's money cannot be read now", e);
        }
    }

    /** Looks once the caller's change is there for everybody to see. */
    void lookAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                look();
            }
        });
    }

    private void tell(LocalDate today) {
        var purse = Purse.of(today);
        standing(purse).ifPresent(day -> {
            var level = level(day);
            if (rows.tell(purse, code(level))) {
                events.publishEvent(new BudgetLevel(level, today, day.spent(), day.cap()));
            }
        });
    }

    /** Today's; opened only when people wait to hear that yesterday's trouble is over. */
    private Optional<Standing> standing(Purse purse) {
        var today = rows.standing(purse);
        if (today.isEmpty() && rows.isSomethingTold()) {
            rows.open(purse, caps.of(Scope.DAY));
            return rows.standing(purse);
        }
        return today;
    }

    /** Used up once a call was refused that would be refused again, whatever the calls under way will cost. */
    private Level level(Standing day) {
        var refused = day.refused();
        var wanted = refused == null ? BigDecimal.ZERO : refused;
        var isGone = day.cap().signum() > 0 && day.spent().compareTo(day.cap()) >= 0;
        if (isGone || day.spent().add(wanted).compareTo(day.cap()) > 0) {
            return Level.USED_UP;
        }
        return day.spent().signum() > 0 && day.spent().compareTo(day.cap().multiply(warning)) >= 0
                ? Level.NEARLY_USED
                : Level.NORMAL;
    }

    private static String code(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
