# Docker: the image of a service in a file for each.
case "$1 ${2-}" in
    "image inspect")
        case "$*" in
            *revision*) echo 8c2d1f0a ;;
            *version*) echo 1.2.3 ;;
            *) [ ! -f "$state/not-on-this-machine" ] ;;
        esac
        ;;
    "inspect "*)
        shift 3
        for container in "$@"; do
            case $container in
                container-*) echo "False $(cat "$state/compose-running" 2>/dev/null || echo true) $(cat "$state/compose-${container#container-}")" ;;
                *) echo "True false registry.example/nuzantara:0.9.0" ;;
            esac
        done
        ;;
    "compose "*)
        shift
        [ -f compose.yaml ] || { echo "no configuration file provided: not found" >&2 && exit 14; }
        service=
        for argument in "$@"; do service=$argument; done
        case $1 in
            ps)
                [ ! -f "$state/killed-command" ] || echo killed-command
                [ ! -f "$state/compose-$service" ] || echo "container-$service"
                ;;
            up) echo "$NUZANTARA_IMAGE" >"$state/compose-$service" ;;
            config)
                cat <<'END'
services:
  agents:
    environment:
      DATABASE_URL_FILE: /run/secrets/database_url
      NUZANTARA_SERVICE_TOKEN_FILE: /run/secrets/service_token
  orchestrator:
    environment:
      BACKEND_RAG_URL: http://agents:8000
      DATABASE_URL_FILE: /run/secrets/database_url
      NUZANTARA_SERVICE_TOKEN_FILE: /run/secrets/service_token
END
                ;;
            run)
                case "$*" in
                    *preflight*)
                        cat "$state/preflight"
                        ! grep -q FAIL "$state/preflight"
                        ;;
                    *backup*) echo zip ;;
                esac
                ;;
            logs) echo "the last words of $service" ;;
        esac
        ;;
esac
