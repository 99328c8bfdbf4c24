# Pairs `a<TAB>b` on stdin → `a < b`, `a = b`, `a > b`, or `! v` for each version that RubyGems refuses.
STDIN.each_line(chomp: true) do |line|
  pair = line.split("\t", -1)
  bad = pair.reject { |text| Gem::Version.correct?(text) }
  bad.each { |text| puts "! #{text}" }
  next unless bad.empty?
  puts "#{pair[0]} #{%w[= > <][Gem::Version.new(pair[0]) <=> Gem::Version.new(pair[1])]} #{pair[1]}"
end
