procedure Main is
   type Numbers is array (Positive range <>) of Integer;

   function Pick (Items : Numbers) return Integer is
   begin
      return Items (Items'Last + 1);
   end Pick;
begin
   pragma Assert (Pick ((1, 2, 3)) = 3);
end Main;
