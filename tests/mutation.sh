#!/usr/bin/env bash
# Mutation testing of the runtime's flow and stores with dotnet-stryker: tests/mutation.sh FOLDER [PATTERN …]
# Works on a copy in FOLDER. Stryker does not run this repository's generator, so the client that the generator emits for the runtime is
# added to the copy as source.
set -euo pipefail

if [ $# -lt 1 ]; then
  echo "Usage: tests/mutation.sh FOLDER [PATTERN …]   (FOLDER must not exist; dotnet-stryker must be on the PATH)" >&2
  exit 2
fi

root="$(cd "$(dirname "$0")/.." && pwd)"
copy="$1"
shift
patterns=("$@")
[ ${#patterns[@]} -eq 0 ] && patterns=(
  '**/Tokens/*.cs'
  '**/Registration/*.cs'
  '**/Stores/*.cs'
  '**/Http/RequestRateLimiter.cs'
  '**/Http/RetryPolicy.cs'
  '**/Http/HttpTransport.cs'
)

git clone --quiet "$root" "$copy"
cd "$copy"
project=src/AdobePass/AdobePass.csproj

emitted='../../emitted/$(TargetFramework)'
sed -i \
  -e 's|<RootNamespace>AdobePass</RootNamespace>|&<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>|' \
  -e "s|</EmitCompilerGeneratedFiles>|&<CompilerGeneratedFilesOutputPath>$emitted</CompilerGeneratedFilesOutputPath>|" \
  "$project"
dotnet build src/AdobePass -m:1 -nologo -clp:ErrorsOnly
git checkout --quiet "$project"
mkdir -p src/AdobePass/Emitted
find emitted/net10.0/AdobePass.Generators -name '*.cs' -exec cp {} src/AdobePass/Emitted/ \;

sed -i \
  -e '/OutputItemType="Analyzer"/d' \
  -e '/<Import Project="buildTransitive/d' \
  -e 's|<RootNamespace>AdobePass</RootNamespace>|&<TreatWarningsAsErrors>false</TreatWarningsAsErrors><RunAnalyzers>false</RunAnalyzers>|' \
  "$project"

mutate=()
for pattern in "${patterns[@]}"; do mutate+=(--mutate "$pattern"); done
cd tests/AdobePass.Tests
# Left out, because no test of behaviour can tell them apart: ConfigureAwait(true), and other words in a message.
cat > stryker-config.json <<'JSON'
{ "stryker-config": { "ignore-methods": ["*ConfigureAwait"], "ignore-mutations": ["string"] } }
JSON
dotnet-stryker \
  --config-file stryker-config.json \
  --project AdobePass.csproj \
  --target-framework net10.0 \
  --concurrency 2 \
  --reporter html \
  --reporter json \
  --reporter cleartext \
  --reporter progress \
  "${mutate[@]}"
