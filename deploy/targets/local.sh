# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the variables of deploy/deploy
# Two processes on this machine, started as the image starts them: prepared directory, flags, entry command, and for each role the
# variables of a file. Everything lies below --state:
#   releases/VERSION-CHECKSUM     prepared directories
#   ROLE/release, ROLE/previous   links to the one in service and the one before
#   ROLE/pid, ROLE/log, ROLE/data

GRACE=45

target_check() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    need "$java"
    need ps
    (umask 077 && mkdir -p "$state") || usage "$state cannot be made: choose another directory with --state"
    state=$(cd "$state" && pwd -P)
    backups=$state/backups
    variables=${variables:-$state}
    launch=
    release=
    for role in agents orchestrator; do
        [ "$action" = stop ] || [ -f "$variables/$role.env" ] \
            || usage "there is no $variables/$role.env: --env-files names the directory of agents.env and orchestrator.env"
    done
    role=agents
}

# A jar is unpacked and its cache recorded once for each content; a directory is one that deploy/image/prepare has made.
target_image() {
    if [ "$dry_run" = yes ]; then
        release=$state/releases/VERSION
        run "$here/image/prepare" "$image" "$release"
        return
    fi
    release=$(target_reference "$image")
    [ -n "$release" ] || complain "There is neither a jar nor a prepared directory at $image." || return 1
    [ -f "$release/jvm.args" ] || "$here/image/prepare" "$image" "$release" || return 1
    version=$(version_in "$release/nuzantara.jar")
    [ -n "$version" ] || complain "$java does not start $release/nuzantara.jar: set JAVA_HOME to a Java 25." || return 1
    say "  version $version in $release"
}

# Where a jar of this content is unpacked; a directory, or the name of one below releases, stands for itself.
target_reference() {
    if [ -d "$1" ]; then
        (cd "$1" && pwd -P)
    elif [ -d "$state/releases/$1" ]; then
        echo "$state/releases/$1"
    elif [ -f "$1" ]; then
        echo "$state/releases/$(version_in "$1")-$(cksum <"$1" | tr ' ' '-')"
    fi
}

target_version_of() {
    if [ -d "$1" ]; then
        version_in "$1/nuzantara.jar"
    else
        version_in "$1"
    fi
}

version_in() {
    "$java" -XX:TieredStopAtLevel=1 -jar "$1" --version | sed -n '1s/^[^0-9]*\([^ ]*\).*/\1/p'
}

target_stage_variables() {
    return 0
}

target_names() {
    sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=..*/\1/p' "$variables/$1.env"
}

target_where_variables_go() {
    echo "write it to $variables/$1.env"
}

target_fresh() {
    of=$1
    shift
    run_preflight as_role "$of" "$release" "$@"
}

target_backup() {
    run as_role agents "$release" backup --to "$1"
}

# In a directory of its own: that of the agents belongs to the release at work.
target_migrate() {
    run as_role agents "$release" up --migrate-only --data "$state/migration"
}

# The program of a release with the variables of a role, and nothing else from this shell.
as_role() {
    of=$1
    of_release=$2
    shift 2
    $launch env -i PATH="$PATH" HOME="${HOME-/}" NUZANTARA_ROLE="$of" NUZANTARA_DATA_DIR="$state/$of/data" \
        sh "$here/targets/with-variables" "$variables/$of.env" \
        "$java" "@$of_release/jvm.args" -jar "$of_release/nuzantara.jar" "$@"
}

# --- the two processes ---------------------------------------------------------------------------------------------

target_deployed() {
    if ! is_alive "$1"; then
        release_of "$1" | sed 's/$/ (stopped)/'
    elif [ "$(release_of "$1")" = "$release" ]; then
        echo "$image"
    else
        release_of "$1"
    fi
}

release_of() {
    [ ! -L "$state/$1/release" ] || (cd "$state/$1/release" && pwd -P)
}

target_deploy() {
    start_role "$1" "$release"
}

target_return() {
    start_role "$1" "$(target_reference "$2")" || return 1
    [ "$dry_run" = yes ] || rm -f "$state/$1/previous"
}

start_role() {
    if [ "$dry_run" = yes ]; then
        run as_role "$1" "$2" up
        return
    fi
    (umask 077 && mkdir -p "$state/$1/data") || return 1
    stop_role "$1"
    point "$1" "$2"
    rm -f "$(data_of "$1")/service.url"
    # Each program of the chain replaces the one before: the id is the service's own.
    (launch="exec nohup" && as_role "$1" "$2" up) </dev/null >"$state/$1/log" 2>&1 &
    echo $! >"$state/$1/pid"
}

point() {
    before=$(release_of "$1")
    [ -z "$before" ] || [ "$before" = "$2" ] || ln -sfn "$before" "$state/$1/previous"
    ln -sfn "$2" "$state/$1/release"
}

target_await_ready() {
    [ "$dry_run" = no ] || return 0
    end=$(($(date +%s) + PATIENCE))
    until is_ready "$1"; do
        is_alive "$1" || complain "The $1 ended at their start." || return 1
        [ "$(date +%s)" -lt "$end" ] || complain "The $1 did not become ready within $PATIENCE s." || return 1
        sleep 1
    done
    say "  $1 ready at $(cat "$(data_of "$1")/service.url")"
}

# The image's own check, so that the host needs no program for it.
is_ready() {
    [ -f "$(data_of "$1")/service.url" ] \
        && "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx16m -cp "$state/$1/release/nuzantara.jar" \
            io.nuzantara.cli.HealthCheck "$(cat "$(data_of "$1")/service.url")/readyz" 2>/dev/null
}

# What the program is told, whatever way the file says it.
data_of() {
    # shellcheck disable=SC2016 # the variable of the shell inside
    env -i PATH="$PATH" sh "$here/targets/with-variables" "$variables/$1.env" \
        sh -c 'echo "${NUZANTARA_DATA_DIR:-$0}"' "$state/$1/data"
}

target_stop() {
    stop_role orchestrator
    stop_role agents
}

stop_role() {
    is_alive "$1" || return 0
    pid=$(cat "$state/$1/pid")
    run kill "$pid"
    [ "$dry_run" = no ] || return 0
    left=$GRACE
    while is_alive "$1" && [ "$left" -gt 0 ]; do
        sleep 1
        left=$((left - 1))
    done
    ! is_alive "$1" || kill -9 "$pid"
    rm -f "$state/$1/pid"
    say "  $1 stopped"
}

# The process of the pid file, unless its number belongs to another program by now.
is_alive() {
    [ -f "$state/$1/pid" ] && ps -p "$(cat "$state/$1/pid")" -o args= 2>/dev/null | grep -q 'nuzantara\.jar'
}

target_logs() {
    cat "$state/$1/log"
}

target_previous() {
    if [ "$dry_run" = yes ]; then
        echo "$state/agents/previous"
    elif [ -L "$state/agents/previous" ]; then
        (cd "$state/agents/previous" && pwd -P)
    else
        complain "There is no release before the one in service: name one below $state/releases with --to."
    fi
}

# --- commands of the running service -------------------------------------------------------------------------------

# The orchestrator is asked as well, because only it can say whether it reaches the agents.
target_validate() {
    if [ "$dry_run" = yes ]; then
        validate --orchestrator-url http://127.0.0.1:8080
    else
        url=$(cat "$(data_of agents)/service.url")
        validate --orchestrator-url "$(cat "$(data_of orchestrator)/service.url")"
    fi
}

cli() {
    as_role agents "$release" "$@"
}

cli_words() {
    echo "NUZANTARA_DATA_DIR=$(data_of agents) ./nuzantara"
}
