/**
 * The scripts ask this program what could stand at the cursor. An answer is a text a line, with a tab and a description
 * behind it; `:file` and `:folder` leave the rest to the shell.
 */

const bash = String.raw`# Completions of checklist for bash: source <(checklist completions bash)
_checklist() {
  local rest="\${COMP_LINE:0:COMP_POINT}" words=() token text index
  # Bash ends words at "=" and ":" too; what stands without a space between is one word here.
  for ((index = 0; index <= COMP_CWORD; index++)); do
    token="\${COMP_WORDS[index]}"
    text="\${rest#"\${rest%%[![:space:]]*}"}"
    ((index == COMP_CWORD)) && token="$text"
    if [[ "$text" == "$rest" && \${#words[@]} -gt 0 ]]; then
      words[\${#words[@]} - 1]+="$token"
    else
      words+=("$token")
    fi
    rest="\${text#"$token"}"
  done
  local current="\${words[\${#words[@]} - 1]}" line
  # Only what stands behind the last such sign is replaced.
  local kept="\${current%"\${current##*[=:]}"}"
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :file)
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "\${current#--*=}")
        ;;
      :folder)
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "\${current#--*=}")
        ;;
      *)
        line="\${line%%$'\t'*}"
        [[ "$line" == *= ]] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("\${line#"$kept"}")
        ;;
    esac
  done < <("\${words[0]}" complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _checklist checklist ./checklist
`;

const zsh = String.raw`#compdef checklist
# Completions of checklist for zsh: source <(checklist completions zsh)
_checklist() {
  local line text
  local -a texts shown open
  for line in "\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    text="\${line%%$'\t'*}"
    case "$line" in
      '') ;;
      :file) compset -P '--*='; _files ;;
      :folder) compset -P '--*='; _files -/ ;;
      *=) open+=("$text") ;;
      *=$'\t'*) open+=("$text") ;;
      *$'\t'*) texts+=("$text"); shown+=("$text  -- \${line#*$'\t'}") ;;
      *) texts+=("$text"); shown+=("$text") ;;
    esac
  done
  (( \${#texts} )) && compadd -l -d shown -a texts
  (( \${#open} )) && compadd -S '' -a open
  return 0
}
compdef _checklist checklist ./checklist
`;

const fish = `# Completions of checklist for fish: checklist completions fish | source
function __checklist_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # A file may be the value of an option that is written with "=".
    set -l kept (string match -r -- '^--[^=]+=' $current)
    set -l path (string replace -r -- '^--[^=]+=' '' $current)
    for line in ($words[1] complete -- $words[2..-1] $current 2>/dev/null)
        switch $line
            case :file
                string replace -r -- '^' "$kept" (__fish_complete_path $path)
            case :folder
                string replace -r -- '^' "$kept" (__fish_complete_directories $path)
            case '*'
                echo -- $line
        end
    end
end
complete -c checklist -f -a '(__checklist_complete)'
`;

/** By the name of the shell. */
export const completionScripts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ bash, zsh, fish }).map(([shell, script]) => [shell, script.replaceAll('\\$', '$')]),
);
