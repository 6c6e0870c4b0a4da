# Helm: the images of the roles in the files that kubectl reads, the agents' image of each revision in a file of its own.
set_value() {
    for argument in "$@"; do
        case $argument in
            "$wanted="*) echo "${argument#*=}" ;;
        esac
    done
}
revision=$(cat "$state/helm-revision" 2>/dev/null || echo 0)
case $1 in
    upgrade)
        wanted=image.repository
        repository=$(set_value "$@")
        wanted=image.tag
        tag=$(set_value "$@")
        wanted=orchestrator.image
        orchestrator=$(set_value "$@")
        wanted=orchestrator.replicas
        replicas=$(set_value "$@")
        revision=$((revision + 1))
        echo "$revision" >"$state/helm-revision"
        [ -z "$repository" ] || echo "$repository:$tag" >"$state/kube-agents"
        cp "$state/kube-agents" "$state/helm-revision-$revision"
        [ "$replicas" = 0 ] || echo "${orchestrator:-$repository:$tag}" >"$state/kube-orchestrator"
        ;;
    rollback) cp "$state/helm-revision-$3" "$state/kube-agents" ;;
    history)
        printf '['
        for number in $(seq 1 "$revision"); do printf '{"revision":%s,"status":"superseded"},' "$number"; done
        echo ']'
        ;;
    get)
        of=$(cat "$state/helm-revision-$5")
        printf '{"image":{"digest":"","repository":"%s","tag":"%s"},"mode":"split"}\n' "${of%:*}" "${of##*:}"
        ;;
esac
