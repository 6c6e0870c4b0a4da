# Fly.io's command: releases are lines "image" of a file for each app, newest first.
app=
image=
previous=
for argument in "$@"; do
    case $previous in
        --app) app=$argument ;;
        --image) image=$argument ;;
    esac
    previous=$argument
done
case "$1 ${2-}" in
    "secrets import") cat >>"$state/stdin" ;;
    "secrets list") echo '[{"name":"DATABASE_URL","digest":"1"},{"name":"NUZANTARA_SERVICE_TOKEN","digest":"2"}]' ;;
    "releases "*)
        printf '['
        if [ -f "$state/$app" ]; then
            version=$(wc -l <"$state/$app")
            while read -r released; do
                printf '{"ID": "%s",\n "Version": %s, "Status": "complete", "User": {"ID": "u"}, "ImageRef": "%s"},' "$version" "$version" "$released"
                version=$((version - 1))
            done <"$state/$app"
        fi
        echo ']'
        ;;
    "deploy "*)
        { echo "$image"; cat "$state/$app" 2>/dev/null; } >"$state/$app.new"
        mv "$state/$app.new" "$state/$app"
        ;;
    "console "*)
        cat "$state/preflight"
        ! grep -q FAIL "$state/preflight"
        ;;
    "ssh console") echo zip ;;
    "logs "*)
        echo "Sign in: http://127.0.0.1:8000/sign-in?code=canary-0f4c2b7d-not-to-be-seen (once, within 30 minutes)"
        echo "2026-11-29T12:00:00Z the last words of $app"
        ;;
esac
