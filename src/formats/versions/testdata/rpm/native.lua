-- Pairs `a<TAB>b` on stdin → `a < b`, `a = b`, `a > b`. rpm refuses no label here.
local signs = { [-1] = '<', [0] = '=', [1] = '>' }
for line in io.lines() do
  local a, b = line:match('^([^\t]*)\t([^\t]*)$')
  io.write(a, ' ', signs[rpm.vercmp(a, b)], ' ', b, '\n')
end
