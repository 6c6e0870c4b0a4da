# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the variables of deploy/deploy
# Kubernetes: the chart of this repository in its mode split, one release with a Deployment for each role.

# shellcheck source=deploy/targets/image.sh
. "$here/targets/image.sh"

target_check() {
    need helm
    need kubectl
    need docker
    chart=$here/helm/nuzantara
    release=${NUZANTARA_HELM_RELEASE:-nuzantara}
    if [ "$action" = deploy ]; then
        [ -f "$values" ] || usage "--values names the file with the values of the chart, existingSecret among them"
    fi
    [ "$action" = rollback ] || require_url
}

# As long as the migrations may take (templates/migrations.yaml), and a minute.
UPGRADE_PATIENCE=960

target_stage_variables() {
    return 0
}

# The chart itself says where the agents are.
target_names() {
    # shellcheck disable=SC2016 # variables of the template
    kubectl get secret "$(secret)" --output 'go-template={{range $name, $_ := .data}}{{$name}}{{"\n"}}{{end}}' || return 1
    [ "$1" = agents ] || echo BACKEND_RAG_URL
}

target_where_variables_go() {
    echo "add it to the secret $(secret)"
}

secret() {
    sed -n 's/^existingSecret: *"\{0,1\}\([^" ]*\).*/\1/p' "$values"
}

# One pod of the new image with everything that the chart gives to the pods of the role.
target_fresh() {
    of=$1
    shift
    pod=POD_OF_THE_CHART
    if [ "$dry_run" = yes ]; then
        render_pod run
    else
        pod=$(render_pod | grep '^{') || return 1
    fi
    run_preflight kubectl run "$release-check-$of" --rm --attach --quiet --restart Never --image "$image" \
        --override-type strategic --overrides "$pod" -- "$@"
}

render_pod() {
    with_image "$@" helm template "$release" "$chart" --show-only templates/check.yaml --set "check=$of"
}

with_image() {
    digest=${image#"${image%%@*}"}
    "$@" --values "$values" --set mode=split --set "image.repository=$(repository_of "$image")" \
        --set "image.tag=$(target_version_of "$image")" --set "image.digest=${digest#@}"
}

target_backup() {
    # shellcheck disable=SC2086 # several words
    run_into "$1" kubectl exec "deployment/$release-agents" -- $PROGRAM backup --to -
}

target_migrate() {
    say "  the chart's hook migrates, before any pod changes (step 5)"
}

# A first deployment makes an orchestrator without a pod: it is there, but it does not run.
target_deployed() {
    found=$(kubectl get deployment "$release-$1" --ignore-not-found \
        --output 'jsonpath={.spec.replicas} {.spec.template.spec.containers[0].image}') || return 1
    running=${found#* }
    [ "$running" != "$(in_chart "$image")" ] || running=$image
    case $found in
        '0 '*) echo "$running (stopped)" ;;
        *) echo "$running" ;;
    esac
}

# The chart writes repository:tag, or repository@digest where there is a digest.
in_chart() {
    case $1 in
        *@*) echo "$(repository_of "$1")@${1#*@}" ;;
        *) echo "$1" ;;
    esac
}

repository_of() {
    name=${1%%@*}
    tag=$(target_version_of "$1")
    echo "${name%":$tag"}"
}

# One release holds both roles: until the agents are ready the orchestrator keeps its image, and on a first deployment does not run.
target_deploy() {
    if [ "$1" = orchestrator ]; then
        upgrade
        return
    fi
    before=IMAGE_IN_SERVICE
    [ "$dry_run" = yes ] || before=$(target_deployed orchestrator) || return 1
    case $before in
        '' | *' (stopped)') upgrade --set orchestrator.replicas=0 ;;
        *) upgrade --set "orchestrator.image=$before" ;;
    esac
}

upgrade() {
    with_image run helm upgrade "$release" "$chart" --install --wait --timeout "${UPGRADE_PATIENCE}s" "$@"
}

target_await_ready() {
    run kubectl rollout status "deployment/$release-$1" --timeout "${PATIENCE}s"
}

target_logs() {
    kubectl logs "deployment/$release-$1" --tail "$LOG_LINES"
}

# --- rollback: --to is a revision of the release -------------------------------------------------------------------

target_return() {
    if [ "$1" = agents ]; then
        run helm rollback "$release" "$2" --wait --timeout "${UPGRADE_PATIENCE}s"
        return
    fi
    before=$(target_reference "$2") || return 1
    run helm upgrade "$release" "$chart" --reuse-values --set "orchestrator.image=$before" --wait --timeout "${UPGRADE_PATIENCE}s"
}

# The image of the agents in a revision.
target_reference() {
    if [ "$dry_run" = yes ]; then
        echo "IMAGE_OF_REVISION"
        return
    fi
    of_revision=$(helm get values "$release" --revision "$1" --output json) || return 1
    repository=$(printf '%s' "$of_revision" | json repository)
    tag=$(printf '%s' "$of_revision" | json tag)
    digest=$(printf '%s' "$of_revision" | json digest)
    in_chart "$repository${tag:+:$tag}${digest:+@$digest}"
}

# The revision before the image in service: what ran before it came first, so that a second rollback does not go forward again.
target_previous() {
    if [ "$dry_run" = yes ]; then
        echo REVISION
        return
    fi
    now=$(target_deployed agents) || return 1
    history=$(helm history "$release" --output json) || return 1
    previous=
    for revision in $(printf '%s' "$history" | good_revisions); do
        came_with=$(target_reference "$revision") || return 1
        [ "$came_with" != "$now" ] || break
        ! is_half "$revision" || continue
        previous=$revision
    done
    [ -n "$previous" ] || complain "There is no revision before the image in service: name one with --to." || return 1
    echo "$previous"
}

# The revisions that went well, oldest first.
good_revisions() {
    tr ',{}' '[\n*]' | awk -F'"' '
        $2 == "revision" { revision = $3; gsub(/[^0-9]/, "", revision) }
        $2 == "status" && ($4 == "deployed" || $4 == "superseded") { print revision }'
}

# Whether a revision is one in which the agents were new and the orchestrator was not yet.
is_half() {
    of_revision=$(helm get values "$release" --revision "$1" --output json) || return 1
    [ -n "$(printf '%s' "$of_revision" | json image)" ] || printf '%s' "$of_revision" | json replicas | grep -qx 0
}
