package io.nuzantara.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts the SQL statements that the thread asking for the count has executed. */
public final class StatementCounter implements BeanPostProcessor {

    private static final ThreadLocal<AtomicInteger> COUNT = ThreadLocal.withInitial(AtomicInteger::new);

    /** Statements since the last call on this thread. */
    static int taken() {
        return COUNT.get().getAndSet(0);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? counting(DataSource.class, source) : bean;
    }

    private static <T> T counting(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                StatementCounter.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute") && target instanceof Statement) {
                        COUNT.get().incrementAndGet();
                    }
                    return wrapped(method.getReturnType(), invoked(target, method, arguments));
                }));
    }

    private static @Nullable Object invoked(
            Object target, java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static @Nullable Object wrapped(Class<?> type, @Nullable Object result) {
        if (result instanceof Connection connection && type == Connection.class) {
            return counting(Connection.class, connection);
        }
        if (result instanceof Statement statement && Statement.class.isAssignableFrom(type)) {
            return wrappedStatement(type, statement);
        }
        return result;
    }

    private static Object wrappedStatement(Class<?> type, Statement statement) {
        return type == java.sql.PreparedStatement.class
                ? counting(java.sql.PreparedStatement.class, (java.sql.PreparedStatement) statement)
                : type == Statement.class ? counting(Statement.class, statement) : statement;
    }
}
