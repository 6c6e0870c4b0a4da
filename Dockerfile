# One image for all roles: docs/how-to/deploy-with-compose.md
# Which Java it holds is said here alone. To pin it by digest, give the digest beside the tag:
#   docker build --build-arg JRE_IMAGE=eclipse-temurin:25.0.3_9-jre-noble@sha256:... .
ARG JDK_IMAGE=eclipse-temurin:25.0.3_9-jdk-noble
ARG JRE_IMAGE=eclipse-temurin:25.0.3_9-jre-noble

FROM ${JDK_IMAGE} AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
# What the jar says it was built from: there is no git here to ask. A version that the label would say and the jar does not ends the build.
ARG VERSION=""
ARG REVISION=""
ARG TAG=""
RUN --mount=type=cache,target=/root/.m2 \
    sh ./mvnw -B -q -Dmaven.test.skip=true -Dimage.version="${VERSION}" -Drevision="${REVISION}" -Dtag="${TAG}" package

FROM ${JRE_IMAGE}
ARG VERSION=""
ARG REVISION=""
LABEL org.opencontainers.image.title="Nuzantara" \
      org.opencontainers.image.description="Autonomous agents for service businesses, on the PostgreSQL database that holds their clients and conversations." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# PostgreSQL's initdb looks its user up by name: a number alone would not do.
RUN groupadd --gid 10001 nuzantara \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin nuzantara \
    && install -d -o 10001 -g 10001 -m 0700 /data

# In this stage, because the AOT cache holds for the very files and the very Java it was recorded with. The training start
# brings up the embedded PostgreSQL, so it is no root either; afterwards the files belong to root and the service cannot change them.
RUN --mount=type=bind,from=build,source=/build/target/nuzantara.jar,target=/tmp/nuzantara.jar \
    --mount=type=bind,source=deploy/image,target=/tmp/image \
    install -d -o 10001 -g 10001 /app \
    && setpriv --reuid=10001 --regid=10001 --clear-groups sh /tmp/image/prepare /tmp/nuzantara.jar /app \
    && chown -R root:root /app

# 0.0.0.0 reaches IPv6 as well, and :: cannot be bound where a container has no IPv6.
ENV NUZANTARA_DATA_DIR=/data \
    SERVER_ADDRESS=0.0.0.0
USER 10001:10001
WORKDIR /app
VOLUME ["/data"]
EXPOSE 8000 8001 8080 8081
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "/app/nuzantara.jar", "io.nuzantara.cli.HealthCheck"]
ENTRYPOINT ["java", "@/app/jvm.args", "-jar", "/app/nuzantara.jar"]
CMD ["up"]
