# Kubernetes: how many pods of which image each role has, in a file.
case "$1 $2" in
    "get secret") printf 'DATABASE_URL\nNUZANTARA_SERVICE_TOKEN\n' ;;
    "get deployment") cat "$state/kube-${3#nuzantara-}" 2>/dev/null || true ;;
    "run "*)
        cat "$state/preflight"
        ! grep -q FAIL "$state/preflight"
        ;;
    "exec "*) echo zip ;;
    "logs "*) echo "the last words of $2" ;;
esac
