# Git: a commit, its tag and what is not committed.
case "$*" in
    *rev-parse\ --git-dir*) echo .git ;;
    *rev-parse\ HEAD*) echo 8c2d1f0a ;;
    *status*) cat "$state/git-status" ;;
    *exact-match*) cat "$state/git-tag" ;;
    *describe*) echo v1.2.3 ;;
esac
