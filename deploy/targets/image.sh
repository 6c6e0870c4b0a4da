# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the variables of deploy/deploy
# What the targets have in common that start containers of an image.

# How the image starts the program (see its Dockerfile): ENTRYPOINT does, a console in a running container must say it.
PROGRAM="java @/app/jvm.args -jar /app/nuzantara.jar"

# The label says which commit is inside.
target_image() {
    fetch_image || complain "There is no image $image that can be pulled." || return 1
    [ "$dry_run" = no ] || {
        run docker image inspect --format "$(label revision)" "$image"
        return
    }
    revision=$(docker image inspect --format "$(label revision)" "$image") || return 1
    version=$(docker image inspect --format "$(label version)" "$image") || return 1
    [ -n "$revision" ] && [ -n "$version" ] \
        || complain "The image $image does not say what it was built from (org.opencontainers.image.revision and .version)." || return 1
    say "  version $version of commit $revision"
    [ "$environment" != production ] || [ "$revision" = "$(git -C "$home" rev-parse HEAD)" ] \
        || complain "The image was built from $revision, which is not what is checked out."
}

# Whoever starts it pulls it as well: that it can be pulled here proves that it is there, under the wanted digest.
fetch_image() {
    run docker pull --quiet "$image"
}

label() {
    printf '{{index .Config.Labels "org.opencontainers.image.%s"}}' "$1"
}

# registry:5000/name:tag@digest -> tag; empty for a digest alone, which the label of the revision is compared for.
target_version_of() {
    name=${1%%@*}
    case ${name##*/} in
        *:*) echo "${name##*:}" ;;
    esac
}

target_reference() {
    echo "$1"
}

require_url() {
    [ -n "$url" ] || usage "--url (or NUZANTARA_URL) says where the service is reached"
    NUZANTARA_URL=$url
    export NUZANTARA_URL
}

target_validate() {
    validate
}
