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
    require_url
}

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

# One pod of the new image with the secret as its variables and the rights of the chart's own pods.
target_fresh() {
    of=$1
    shift
    pod=$release-check-$of
    run_preflight kubectl run "$pod" --rm --attach --quiet --restart Never --image "$image" --env "NUZANTARA_ROLE=$of" \
        --env "BACKEND_RAG_URL=http://$release-agents:8000" --override-type strategic --overrides "$(pod_of "$pod")" -- "$@"
}

pod_of() {
    printf '{"spec":{"securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}},"containers":[{"name":"%s",' "$1"
    printf '"envFrom":[{"secretRef":{"name":"%s"}}],' "$(secret)"
    printf '"securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}}'
}

target_backup() {
    # shellcheck disable=SC2086 # several words
    run_into "$1" kubectl exec "deployment/$release-agents" -- $PROGRAM backup --to -
}

target_migrate() {
    say "  the chart's hook migrates, before any pod changes (step 5)"
}

target_deployed() {
    running=$(kubectl get deployment "$release-$1" --ignore-not-found --output 'jsonpath={.spec.template.spec.containers[0].image}')
    if [ "$running" = "$(in_chart "$image")" ]; then
        echo "$image"
    else
        echo "$running"
    fi
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
    elif [ "$dry_run" = no ] && before=$(target_deployed orchestrator) && [ -z "$before" ]; then
        upgrade --set orchestrator.replicas=0
    else
        upgrade --set "orchestrator.image=${before:-IMAGE_IN_SERVICE}"
    fi
}

upgrade() {
    digest=${image#"${image%%@*}"}
    run helm upgrade "$release" "$chart" --install --values "$values" --set mode=split \
        --set "image.repository=$(repository_of "$image")" --set "image.tag=$(target_version_of "$image")" \
        --set "image.digest=${digest#@}" "$@" \
        --wait --timeout "${PATIENCE}s"
}

target_await_ready() {
    run kubectl rollout status "deployment/$release-$1" --timeout "${PATIENCE}s"
}

target_logs() {
    kubectl logs "deployment/$release-$1" --tail "$LOG_LINES"
}

# --- rollback: --to is a revision of the release -------------------------------------------------------------------

target_return() {
    if [ "$1" = orchestrator ]; then
        run helm upgrade "$release" "$chart" --reuse-values --set "orchestrator.image=$(target_reference "$2")" --wait --timeout "${PATIENCE}s"
    else
        run helm rollback "$release" "$2" --wait --timeout "${PATIENCE}s"
    fi
}

# The image of the agents in a revision.
target_reference() {
    if [ "$dry_run" = yes ]; then
        echo "IMAGE_OF_REVISION"
        return
    fi
    of_revision=$(helm get values "$release" --revision "$1" --output json)
    repository=$(printf '%s' "$of_revision" | json repository)
    tag=$(printf '%s' "$of_revision" | json tag)
    digest=$(printf '%s' "$of_revision" | json digest)
    in_chart "$repository${tag:+:$tag}${digest:+@$digest}"
}

# The newest revision that put another image into service as a whole.
target_previous() {
    if [ "$dry_run" = yes ]; then
        echo REVISION
        return
    fi
    now=$(target_deployed agents)
    for revision in $(helm history "$release" --output json | json revision | sort -rn); do
        if [ "$(target_reference "$revision")" != "$now" ]; then
            echo "$revision"
            return
        fi
    done
    complain "There is no revision before the one in service."
}
