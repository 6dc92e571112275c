#!/usr/bin/env bash
# Prints a flat JSON object of numbers as a table: bench-table.sh FILE TITLE
printf '\n%s\n' "$2"
tr -d '{}\n' <"$1" | tr ',' '\n' | sed 's/^ *"//; s/": */ /' | awk 'NF == 2 { printf "  %-34s %14s\n", $1, $2 }'
