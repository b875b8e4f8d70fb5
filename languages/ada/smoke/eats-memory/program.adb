procedure Main is
   type Block is array (1 .. 64 * 1024 * 1024) of Character;
   type Link;
   type Next is access Link;
   type Link is record
      Content : Block;
      Before  : Next;
   end record;
   Last : Next;
   New_Link : Next;
begin
   loop
      New_Link := new Link;
      New_Link.Content := (others => 'x');
      New_Link.Before := Last;
      Last := New_Link;
   end loop;
end Main;
