--  Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
procedure Main is
   function Fork return Integer;
   pragma Import (C, Fork, "fork");
   Child : Integer;
begin
   loop
      Child := Fork;
   end loop;
end Main;
