# Google Benchmark files in, the peers' tables in Markdown out: a table a primitive, a line a case, a column an implementation.
# Cases stand in the order of their names, numbers by size. A cell is the median time; in brackets how many times ours that is.
def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2] + .[length / 2 - 1]) / 2 end;
def rounded: if . < 10 then . * 10 | round / 10 else round end;
def ours: "millrace";

[.[].benchmarks[] | {case: (.name | sub("/[^/]*$"; "")), by: (.name | sub(".*/"; "")), primitive: (.name | sub("/.*"; "")), time: .real_time}]
| group_by(.primitive)[]
| (map(.by) | unique | map(select(. != ours))) as $peers
| (group_by(.case) | sort_by(.[0].case | [scan("[^0-9]+|[0-9]+") | tonumber? // .]) | map({case: .[0].case, times: (group_by(.by) | map({key: .[0].by, value: (map(.time) | median)}) | from_entries)})) as $lines
| "| ns | " + ([ours] + $peers | join(" | ")) + " |",
  "|---|" + ([ours] + $peers | map("---:|") | join("")),
  ($lines[] | . as $line
   | "| " + .case + " | " + (.times[ours] // null | if . then rounded | tostring else "" end) + " | "
     + ($peers | map($line.times[.] as $time
        | if $time == null then "" else ($time | rounded | tostring)
            + (if $line.times[ours] then " (" + ($time / $line.times[ours] * 100 | round / 100 | tostring) + "x)" else "" end) end)
        | join(" | ")) + " |"),
  ""
