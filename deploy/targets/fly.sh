# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the variables of deploy/deploy
# Fly.io: two apps of one image. Facts of their documentation: docs/how-to/deploy.md#fly.

# shellcheck source=deploy/targets/image.sh
. "$here/targets/image.sh"

target_check() {
    need fly
    need docker
    # Going back needs it for staging, whose variables are made of it.
    [ "$action-$environment" = rollback-production ] || require_url
}

config_of() {
    echo "$here/fly/$1.toml"
}

# The apps of production are those of the configuration; staging has its own beside them.
app_of() {
    app=$(sed -n 's/^app *= *"\([^"]*\)".*/\1/p' "$(config_of "$1")")
    [ "$environment" = production ] || app=$app-staging
    echo "$app"
}

# Staged secrets reach the machines with the next deployment, without a restart of their own; values go through stdin.
target_stage_variables() {
    [ -n "$variables" ] || return 0
    set -- "$variables/$1.env" "$(app_of "$1")"
    [ -f "$1" ] || complain "There is no $1." || return 1
    if [ "$dry_run" = yes ]; then
        say "  $ fly secrets import --stage --app $2 < $1"
    else
        grep -E '^[A-Za-z_][A-Za-z0-9_]*=' "$1" | fly secrets import --stage --app "$2"
    fi
}

target_names() {
    fly secrets list --app "$(app_of "$1")" --json | sed 's/"Name"/"name"/g' | json name
    awk '/^\[/ { inside = ($0 ~ /^\[env\]/) } inside && /^ *[A-Za-z_]+ *=/ { sub(/ *=.*/, ""); sub(/^ */, ""); print }' "$(config_of "$1")"
}

target_where_variables_go() {
    echo "fly secrets import --stage --app $(app_of "$1") < $1.env, or --env-files"
}

target_fresh() {
    of=$1
    shift
    with_addresses run_preflight "$of" fly console --app "$(app_of "$of")" --config "$(config_of "$of")" --image "$image" \
        --command "$PROGRAM $*"
}

target_backup() {
    run_into "$1" fly ssh console --app "$(app_of agents)" --quiet --command "$PROGRAM backup --to -"
}

target_migrate() {
    say "  the release command of the agents migrates, before any machine changes (step 5)"
}

target_deployed() {
    releases=$(fly releases --app "$(app_of "$1")" --image --json) || return 1
    newest=$(printf '%s' "$releases" | complete_images | head -n 1)
    case $newest in
        "$image" | "$image@"*) echo "$image" ;;
        *) echo "$newest" ;;
    esac
}

# The images of the releases that went well, newest first.
complete_images() {
    tr ',{}' '[\n*]' | awk -F'"' '
        function flush() { if (image != "" && (status == "complete" || status == "succeeded")) print image; image = status = "" }
        $2 == "Version" { flush() }
        $2 == "Status" { status = $4 }
        $2 == "ImageRef" { image = $4 }
        END { flush() }'
}

target_deploy() {
    release "$1" "$image"
}

target_return() {
    release "$1" "$2" --skip-release-command
}

# The command returns when the checks of the configuration, /readyz among them, are passing on every machine.
release() {
    of=$1
    reference=$2
    shift 2
    # Sign-in links, sessions and the files of imports live in one process: a second machine of the agents would not know them.
    [ "$of" != agents ] || set -- --ha=false "$@"
    with_addresses run "$of" fly deploy --app "$(app_of "$of")" --config "$(config_of "$of")" --image "$reference" --yes "$@"
}

# with_addresses RUN ROLE COMMAND...: the addresses in the configuration are those of production; staging says its own.
with_addresses() {
    how=$1
    of=$2
    shift 2
    case $environment-$of in
        staging-agents)
            set -- "$@" --env "NUZANTARA_PUBLIC_URL=$url" --env "NUZANTARA_ALLOWED_HOSTS=$(app_of agents).internal"
            ;;
        staging-orchestrator)
            set -- "$@" --env "BACKEND_RAG_URL=http://$(app_of agents).internal:8000"
            ;;
    esac
    "$how" "$@"
}

target_await_ready() {
    return 0
}

target_logs() {
    fly logs --app "$(app_of "$1")" --no-tail
}

# The image before the one that runs: what ran before it came first, so that a second rollback does not go forward again.
target_previous() {
    if [ "$dry_run" = yes ]; then
        echo PREVIOUS_IMAGE
        return
    fi
    previous=$(fly releases --app "$(app_of agents)" --image --json | complete_images | awk '
        { images[NR] = $0 }
        END {
            for (i = NR; i > 0; i--) if (images[i] == images[1]) { if (i < NR) print images[i + 1]; exit }
        }')
    [ -n "$previous" ] || complain "There is no release before the one that runs: name its image with --to." || return 1
    echo "$previous"
}
