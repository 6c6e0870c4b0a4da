# Helm with our chart: each revision has its values and its status in files, the newest good one is what kubectl reads.
value_of() {
    for argument in "$@"; do
        case $argument in
            "$wanted="*) echo "${argument#*=}" ;;
        esac
    done
}

# What the last of the two says; nothing is nothing.
keep() {
    wanted=$1
    shift
    given=$(value_of "$@")
    case " $* " in
        *" --reuse-values "*) [ -n "$given" ] || given=$(cat "$state/helm-$((revision - 1))-$wanted") ;;
    esac
    echo "$given" >"$state/helm-$revision-$wanted"
}

apply() {
    common=$(cat "$state/helm-$revision-image.repository"):$(cat "$state/helm-$revision-image.tag")
    own=$(cat "$state/helm-$revision-orchestrator.image")
    replicas=$(cat "$state/helm-$revision-orchestrator.replicas")
    echo "1 $common" >"$state/kube-agents"
    echo "${replicas:-1} ${own:-$common}" >"$state/kube-orchestrator"
    echo superseded >"$state/helm-$revision-status"
}

revision=$(cat "$state/helm-revision" 2>/dev/null || echo 0)
case $1 in
    upgrade)
        revision=$((revision + 1))
        echo "$revision" >"$state/helm-revision"
        for name in image.repository image.tag orchestrator.image orchestrator.replicas; do keep "$name" "$@"; done
        if [ -f "$state/never-ready" ] && printf '%s ' "$@" | grep -qf "$state/never-ready"; then
            echo failed >"$state/helm-$revision-status"
            echo "UPGRADE FAILED: context deadline exceeded" >&2
            exit 1
        fi
        apply
        ;;
    rollback)
        revision=$((revision + 1))
        echo "$revision" >"$state/helm-revision"
        for name in image.repository image.tag orchestrator.image orchestrator.replicas; do
            cp "$state/helm-$3-$name" "$state/helm-$revision-$name"
        done
        apply
        ;;
    template)
        wanted=check
        printf -- '---\n# Source: nuzantara/templates/check.yaml\n{"kind":"Pod","metadata":{"name":"%s"}}\n' "$(value_of "$@")"
        ;;
    history)
        printf '['
        for number in $(seq 1 "$revision"); do
            printf '{"revision":%s,"updated":"2026-11-29T12:00:00Z","status":"%s","chart":"nuzantara-0.1.0"},' \
                "$number" "$(cat "$state/helm-$number-status")"
        done
        echo ']'
        ;;
    get)
        own=$(cat "$state/helm-$5-orchestrator.image")
        replicas=$(cat "$state/helm-$5-orchestrator.replicas")
        printf '{"image":{"digest":"","repository":"%s","tag":"%s"},"mode":"split"' \
            "$(cat "$state/helm-$5-image.repository")" "$(cat "$state/helm-$5-image.tag")"
        [ -z "$own" ] || printf ',"orchestrator":{"image":"%s"}' "$own"
        [ -z "$replicas" ] || printf ',"orchestrator":{"replicas":%s}' "$replicas"
        echo '}'
        ;;
esac
