# Pairs `a<TAB>b` on stdin → `a < b`, `a = b`, `a > b`, or `! v` for each version that dpkg refuses.
export LC_ALL=C
ok() { dpkg --validate-version -- "$1" 2>/dev/null; }
while IFS="$(printf '\t')" read -r a b; do
  bad=
  ok "$a" || { printf '! %s\n' "$a"; bad=1; }
  ok "$b" || { printf '! %s\n' "$b"; bad=1; }
  [ -n "$bad" ] && continue
  if dpkg --compare-versions "$a" lt "$b"; then printf '%s < %s\n' "$a" "$b"
  elif dpkg --compare-versions "$a" eq "$b"; then printf '%s = %s\n' "$a" "$b"
  else printf '%s > %s\n' "$a" "$b"; fi
done
