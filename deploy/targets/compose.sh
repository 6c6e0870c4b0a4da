# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the variables of deploy/deploy
# Docker Compose on this machine: compose.yaml, whose image is the variable NUZANTARA_IMAGE.

# shellcheck source=deploy/targets/image.sh
. "$here/targets/image.sh"

target_check() {
    need docker
    url=${url:-http://127.0.0.1:8000}
    require_url
}

# What starts it is this machine: an image that was built here is in no registry, and its name may be somebody else's in one.
fetch_image() {
    { [ "$dry_run" = no ] && docker image inspect --format '{{.Id}}' "$image" >/dev/null 2>&1; } \
        || run docker pull --quiet "$image"
}

# In the directory of compose.yaml and without naming it: so .env and compose.override.yaml beside it count as well.
compose() {
    NUZANTARA_IMAGE=$image
    export NUZANTARA_IMAGE
    (cd "$home" && docker compose "$@")
}

run_compose() {
    if [ "$dry_run" = yes ]; then
        run docker compose "$@"
    else
        compose "$@"
    fi
}

# The database is the ground both roles stand on; it stays as it is while their image changes.
target_stage_variables() {
    [ "$1" != agents ] || run_compose up --detach --wait postgres
}

# Without interpolation the configuration holds names and no values.
target_names() {
    compose config --no-interpolate | awk -v service="$1" '
        /^  [a-z]/ { of = $1; sub(/:$/, "", of); part = "" }
        of == service && /^    [a-z_]+:/ { part = $1 }
        of == service && part == "environment:" && /^      [A-Za-z_]+:/ { name = $1; sub(/:.*/, "", name); print name }'
}

target_where_variables_go() {
    echo "services.$1.environment of compose.yaml"
}

target_fresh() {
    of=$1
    shift
    if [ "$dry_run" = yes ]; then
        run_compose run --rm --no-deps -T "$of" "$@"
    else
        run_preflight compose run --rm --no-deps -T "$of" "$@"
    fi
}

target_backup() {
    if [ "$dry_run" = yes ]; then
        run_into "$1" docker compose run --rm --no-deps -T agents backup --to -
    else
        run_into "$1" compose run --rm --no-deps -T agents backup --to -
    fi
}

# In a directory of its own: the agents at work hold theirs.
target_migrate() {
    run_compose run --rm --no-deps -T agents up --migrate-only --data /data/migration
}

# Among all containers are also those of commands, if one was killed.
target_deployed() {
    containers=$(compose ps --all --quiet "$1") || return 1
    [ -n "$containers" ] || return 0
    # shellcheck disable=SC2086 # several words
    states=$(docker inspect --format '{{index .Config.Labels "com.docker.compose.oneoff"}} {{.State.Running}} {{.Config.Image}}' $containers) \
        || return 1
    printf '%s\n' "$states" | sed -n 's/^False true //p; s/^False false \(.*\)/\1 (stopped)/p'
}

# --wait returns when the service's own health check is passing.
target_deploy() {
    run_compose up --detach --no-deps --wait --wait-timeout "$PATIENCE" "$1"
}

target_return() {
    image=$2
    target_deploy "$1"
}

# The service was waited for when it was started. Once both roles run the image, it is also what a plain "docker compose up" starts.
target_await_ready() {
    case $action-$1 in
        deploy-orchestrator) write_down "$image" ;;
        rollback-agents) write_down "$to" ;;
    esac
}

write_down() {
    if [ "$dry_run" = yes ]; then
        say "  .env names $1"
        return
    fi
    with_image "$1" || complain "$home/.env cannot be written: put NUZANTARA_IMAGE=$1 there." || return 1
    say "  .env names $1"
}

# Beside it first: a disk that is full must not cost the other lines. What is not ASCII there stays as it is, and so does the mode.
with_image() {
    written=$(readlink -f "$home/.env")
    if [ -e "$written" ]; then
        cp -p "$written" "$written.new" && LC_ALL=C sed '/^NUZANTARA_IMAGE=/d' "$written" >"$written.new" || return 1
        [ -z "$(tail -c 1 "$written.new")" ] || echo >>"$written.new" || return 1
    else
        : >"$written.new" || return 1
    fi
    echo "NUZANTARA_IMAGE=$1" >>"$written.new" && mv "$written.new" "$written"
}

target_logs() {
    compose logs --no-color --tail "$LOG_LINES" "$1"
}

target_previous() {
    complain "Compose keeps no history: name the image to go back to with --to."
}
