# Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
while true
    try
        run(`/bin/sleep 3600`, wait=false)
    catch
    end
end
